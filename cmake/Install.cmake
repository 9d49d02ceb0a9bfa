# What a machine that runs an event needs: the binary, the client it serves, the unit that starts it, the example event.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

if(TARGET convene)
  install(TARGETS convene RUNTIME)
endif()
# Built by npm before `cmake --install` (./dev build does both); its absence fails the installation, not the build.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/web-client/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/convene/web-client)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples/ DESTINATION ${CMAKE_INSTALL_DATADIR}/convene/examples
        PATTERN library EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/convene.service DESTINATION lib/systemd/system)

# The core as a library for other people's programs: find_package(Convene), Convene::matcher. A component of its own,
# so that it can be had without the server: cmake --install build/release --component matcher
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Convene)
install(TARGETS convene_matcher EXPORT Convene
        ARCHIVE COMPONENT matcher
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/convene)
set_target_properties(convene_matcher PROPERTIES EXPORT_NAME matcher INTERFACE_COMPILE_FEATURES cxx_std_20)
install(EXPORT Convene NAMESPACE Convene:: FILE ConveneTargets.cmake DESTINATION ${package} COMPONENT matcher)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/matcher DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/convene COMPONENT matcher
        FILES_MATCHING PATTERN "*.h")
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/ConveneConfig.cmake.in ${PROJECT_BINARY_DIR}/ConveneConfig.cmake
                              INSTALL_DESTINATION ${package})
# Until 1.0 every minor version may change what the headers say.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ConveneConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ConveneConfig.cmake ${PROJECT_BINARY_DIR}/ConveneConfigVersion.cmake
        DESTINATION ${package} COMPONENT matcher)
